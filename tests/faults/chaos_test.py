#!/usr/bin/env python3
"""A minute of scripts/chaos."""
import subprocess
import sys

sys.exit(subprocess.run([sys.executable, __file__.replace("chaos_test", "chaos"), "--kills", "40", "--seconds", "60",
                         "--memos", "12"]).returncode)
