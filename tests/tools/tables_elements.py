"""What mendeleev does not say, or says wrongly, about the elements.

Discoverers stand only where history names them without dispute. Checked against the periodic
table of the Royal Society of Chemistry (periodic-table.rsc.org) and P. van der Krogt,
"Elementymology & Elements Multidict"; where mendeleev differs, WHY says why.
"""

from __future__ import annotations

# IUPAC spelling: (name, other spellings).
NAMES = {
    "Al": ("aluminium", "aluminum"),
    "Cs": ("caesium", "cesium"),
    "S": ("sulfur", "sulphur"),
    "W": ("tungsten", "wolfram"),
}

# symbol: (discoverers, year or None where the year depends on what is counted as discovery)
DISCOVERED: dict[str, tuple[str, int | None]] = {
    "H": ("Henry Cavendish", 1766),
    "Li": ("Johan August Arfwedson", 1817),
    "Be": ("Louis-Nicolas Vauquelin", 1798),
    "Ne": ("William Ramsay; Morris Travers", 1898),
    "Na": ("Humphry Davy", 1807),
    "Si": ("Jöns Jacob Berzelius", None),
    "P": ("Hennig Brand", 1669),
    "Cl": ("Carl Wilhelm Scheele", 1774),
    "Ar": ("Lord Rayleigh; William Ramsay", 1894),
    "K": ("Humphry Davy", 1807),
    "Ca": ("Humphry Davy", 1808),
    "Sc": ("Lars Fredrik Nilson", 1879),
    "Ti": ("William Gregor", 1791),
    "Cr": ("Louis-Nicolas Vauquelin", None),
    "Co": ("Georg Brandt", None),
    "Ni": ("Axel Fredrik Cronstedt", 1751),
    "Ga": ("Paul-Émile Lecoq de Boisbaudran", 1875),
    "Ge": ("Clemens Winkler", 1886),
    "Kr": ("William Ramsay; Morris Travers", 1898),
    "Rb": ("Robert Bunsen; Gustav Kirchhoff", 1861),
    "Y": ("Johan Gadolin", None),
    "Zr": ("Martin Heinrich Klaproth", 1789),
    "Nb": ("Charles Hatchett", 1801),
    "Mo": ("Carl Wilhelm Scheele", 1778),
    "Tc": ("Carlo Perrier; Emilio Segrè", 1937),
    "Rh": ("William Hyde Wollaston", None),
    "Pd": ("William Hyde Wollaston", None),
    "In": ("Ferdinand Reich; Hieronymus Theodor Richter", 1863),
    "Te": ("Franz-Joseph Müller von Reichenstein", None),
    "I": ("Bernard Courtois", 1811),
    "Xe": ("William Ramsay; Morris Travers", 1898),
    "Cs": ("Robert Bunsen; Gustav Kirchhoff", 1860),
    "La": ("Carl Gustaf Mosander", None),
    "Pr": ("Carl Auer von Welsbach", 1885),
    "Nd": ("Carl Auer von Welsbach", 1885),
    "Pm": ("Jacob Marinsky; Lawrence Glendenin; Charles Coryell", 1945),
    "Sm": ("Paul-Émile Lecoq de Boisbaudran", 1879),
    "Eu": ("Eugène-Anatole Demarçay", None),
    "Gd": ("Jean Charles Galissard de Marignac", 1880),
    "Tb": ("Carl Gustaf Mosander", 1843),
    "Dy": ("Paul-Émile Lecoq de Boisbaudran", 1886),
    "Er": ("Carl Gustaf Mosander", 1843),
    "Tm": ("Per Teodor Cleve", 1879),
    "Yb": ("Jean Charles Galissard de Marignac", 1878),
    "Hf": ("Dirk Coster; George de Hevesy", None),
    "Ta": ("Anders Gustaf Ekeberg", 1802),
    "Os": ("Smithson Tennant", None),
    "Tl": ("William Crookes", 1861),
    "Po": ("Marie Curie; Pierre Curie", 1898),
    "At": ("Dale Corson; Kenneth MacKenzie; Emilio Segrè", 1940),
    "Fr": ("Marguerite Perey", 1939),
    "Ra": ("Marie Curie; Pierre Curie", 1898),
    "Th": ("Jöns Jacob Berzelius", None),
    "U": ("Martin Heinrich Klaproth", 1789),
    "Np": ("Edwin McMillan; Philip Abelson", 1940),
    "Pu": ("Glenn Seaborg; Arthur Wahl; Joseph Kennedy; Edwin McMillan", None),
    "Am": ("Glenn Seaborg; Ralph James; Leon Morgan; Albert Ghiorso", None),
    "Cm": ("Glenn Seaborg; Ralph James; Albert Ghiorso", None),
    "Bk": ("Stanley Thompson; Albert Ghiorso; Glenn Seaborg", None),
}

# What mendeleev spells or says otherwise.
WHY = {
    "Ar": "“Baron Rayleigh” is better known as Lord Rayleigh",
    "Be": "it names Wöhler and Bussy, who isolated it in 1828; Vauquelin discovered it in 1798",
    "Bk": "“S.G.Tompson” is Stanley Thompson",
    "Fr": "“Derey” is a slip for Perey",
    "Rb": "“Kirchoff” is a slip for Kirchhoff",
    "Cs": "“Kirchoff” is a slip for Kirchhoff, and the first Christian name for Gustav",
    "Nb": "“Hatchet” is a slip for Hatchett",
    "Ne": "“Ramsey” is a slip for Ramsay",
    "Kr": "“Ramsey” is a slip for Ramsay",
    "Nd": "its year 1925 is a slip: didymium was split in 1885, as it says of praseodymium",
    "Os": "“Tenant” is a slip for Tennant",
    "Pu": "“Wohl” is a slip for Wahl",
    "Sc": "“Nilson”, by his full name",
}

# The discoveries that are left out stand with their reasons in questions/moments/elements.yaml.

# symbol: (type, name, aliases). Only where the element was named for it by those who named it.
NAMED_AFTER: dict[str, tuple[str, str, str]] = {
    "Am": ("place", "America", ""),
    "Bk": ("place", "Berkeley", "Berkeley, California"),
    "Cf": ("place", "California", ""),
    "Bh": ("person", "Niels Bohr", ""),
    "Ce": ("celestial", "Ceres", ""),
    "Cn": ("person", "Nicolaus Copernicus", ""),
    "Db": ("place", "Dubna", ""),
    "Ds": ("place", "Darmstadt", ""),
    "Es": ("person", "Albert Einstein", ""),
    "Eu": ("place", "Europe", ""),
    "Fm": ("person", "Enrico Fermi", ""),
    "Fr": ("place", "France", ""),
    "Ge": ("place", "Germany", ""),
    "Hf": ("place", "Copenhagen", ""),
    "Ho": ("place", "Stockholm", ""),
    "Hs": ("place", "Hesse", "Hessen"),
    "He": ("celestial", "Sun", ""),
    "Lr": ("person", "Ernest Lawrence", ""),
    "Lu": ("place", "Paris", "Lutetia"),
    "Lv": ("place", "Livermore", "Livermore, California"),
    "Mc": ("place", "Moscow Oblast", "Moscow"),
    "Md": ("person", "Dmitri Mendeleev", ""),
    "Mt": ("person", "Lise Meitner", ""),
    "Nb": ("mythical", "Niobe", ""),
    "Nh": ("place", "Japan", ""),
    "No": ("person", "Alfred Nobel", ""),
    "Np": ("celestial", "Neptune", ""),
    "Og": ("person", "Yuri Oganessian", ""),
    "Pd": ("celestial", "Pallas", ""),
    "Pm": ("mythical", "Prometheus", ""),
    "Po": ("place", "Poland", ""),
    "Pu": ("celestial", "Pluto", ""),
    "Re": ("place", "Rhine", ""),
    "Rf": ("person", "Ernest Rutherford", ""),
    "Rg": ("person", "Wilhelm Röntgen", ""),
    "Sc": ("place", "Scandinavia", ""),
    "Se": ("celestial", "Moon", ""),
    "Sg": ("person", "Glenn Seaborg", ""),
    "Sr": ("place", "Strontian", ""),
    "Ta": ("mythical", "Tantalus", ""),
    "Te": ("celestial", "Earth", ""),
    "Th": ("mythical", "Thor", ""),
    "Ts": ("place", "Tennessee", ""),
    "U": ("celestial", "Uranus", ""),
    "V": ("mythical", "Freyja", "Vanadís;Freya"),
    "Y": ("place", "Ytterby", ""),
    "Tb": ("place", "Ytterby", ""),
    "Er": ("place", "Ytterby", ""),
    "Yb": ("place", "Ytterby", ""),
}

# Who is better known than most, or goes by other names: (pronouns, fame of 1 to 10, aliases).
PEOPLE: dict[str, tuple[str, int, str]] = {
    "Albert Einstein": ("he", 10, ""),
    "Alfred Nobel": ("he", 9, ""),
    "Dmitri Mendeleev": ("he", 7, "Dmitri Mendeleyev"),
    "Enrico Fermi": ("he", 7, ""),
    "Ernest Lawrence": ("he", 4, "Ernest O. Lawrence"),
    "Ernest Rutherford": ("he", 7, "Lord Rutherford"),
    "George de Hevesy": ("he", 2, "Georg von Hevesy"),
    "Glenn Seaborg": ("he", 5, "Glenn T. Seaborg"),
    "Henry Cavendish": ("he", 6, ""),
    "Humphry Davy": ("he", 6, "Sir Humphry Davy"),
    "Jöns Jacob Berzelius": ("he", 4, "Jöns Berzelius"),
    "Lise Meitner": ("she", 5, ""),
    "Lord Rayleigh": ("he", 4, "John William Strutt"),
    "Marguerite Perey": ("she", 3, ""),
    "Marie Curie": ("she", 9, "Marie Skłodowska Curie;Maria Skłodowska-Curie"),
    "Nicolaus Copernicus": ("he", 8, ""),
    "Niels Bohr": ("he", 7, ""),
    "Paul-Émile Lecoq de Boisbaudran": ("he", 2, "Lecoq de Boisbaudran"),
    "Pierre Curie": ("he", 5, ""),
    "Robert Bunsen": ("he", 6, ""),
    "Wilhelm Röntgen": ("he", 6, "Wilhelm Conrad Röntgen;Wilhelm Roentgen"),
    "William Crookes": ("he", 4, "Sir William Crookes"),
    "William Ramsay": ("he", 5, "Sir William Ramsay"),
}

# Places that lie in others among them: the one is no fair wrong answer for the other.
LIES_IN = {
    "Berkeley": "California",
    "California": "America",
    "Copenhagen": "Scandinavia",
    "Darmstadt": "Hesse",
    "Dubna": "Moscow Oblast",
    "France": "Europe",
    "Germany": "Europe",
    "Hesse": "Germany",
    "Livermore": "California",
    "Paris": "France",
    "Poland": "Europe",
    "Rhine": "Europe",
    "Scandinavia": "Europe",
    "Stockholm": "Scandinavia",
    "Strontian": "Europe",
    "Tennessee": "America",
    "Ytterby": "Scandinavia",
}

# These bear “the” before their names.
WITH_THE = {"Sun", "Moon", "Rhine"}

# Known from daily life, and the others by how often people meet them: only for difficulty.
_FAME = """
Au Ag Fe O H C Cu He N Pb Hg Al Na Ca K Zn Sn Ni Cl S U P Ne I Mg Ti Si Pt Li Pu F As Ra B Cr
Co W Rn Mn Br Kr Ar Sb Bi Ba Xe Cs Po Ga Ge Se Sr Cd Es Cm Fr V Be Zr Pd Th Am Mo Nd Ir Os Rb
"""
FAME = _FAME.split()
