"""The windows that ask one thing at a time: new return, receive, imports, differences, print, send."""
