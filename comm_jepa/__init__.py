__version__ = "0.1.0"

from comm_jepa.registration import register_envs

register_envs()  # gymnasium.make("CommJEPA/Scout-v0") works from now on
