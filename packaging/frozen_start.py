"""Where the frozen program starts."""

from gcm_desktop.__main__ import main

main()
