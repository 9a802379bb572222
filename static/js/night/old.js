// A big screen whose script did not start, as on an old TV: it says so, and asks for the page anew
// every five seconds, to show the night all the same. For such browsers it is plain script of long
// ago, no module; where all is well it does nothing.
(function () {
  var AGAIN = 5000; // ms

  // Only a page that is there takes the place of this one: the server may be starting again.
  function ask() {
    var request = new XMLHttpRequest();
    request.onreadystatechange = function () {
      if (request.readyState !== 4) return;
      if (request.status === 200) location.reload();
      else setTimeout(ask, AGAIN);
    };
    request.open("GET", location.href);
    request.send();
  }

  window.addEventListener("load", function () {
    var line = document.getElementById("line");
    if (document.documentElement.hasAttribute("data-started")) return;
    line.textContent = line.getAttribute("data-old");
    setTimeout(ask, AGAIN);
  });
})();
