"""The demonstration: one velayat typed by hand, six filled as workbooks, the nation merged and printed."""
