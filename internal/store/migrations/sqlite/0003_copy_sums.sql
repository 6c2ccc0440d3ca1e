-- What copy a story was last taken from, because an import must tell copy that changed in the old system from a story that an editor changed here.

CREATE TABLE copy_sums (
	story INTEGER PRIMARY KEY REFERENCES stories (id),
	sum   TEXT NOT NULL
) STRICT;
