from govsim.edge.files import load as load
from govsim.edge.public import explain as explain
from govsim.edge.public import read_log as read_log
from govsim.edge.public import replay as replay
from govsim.edge.public import what_if as what_if
from govsim.engine.timeline import Timeline as Timeline
from govsim.errors import GovsimError as GovsimError
from govsim.errors import InvalidError as InvalidError
from govsim.errors import UnreadableError as UnreadableError
from govsim.errors import UsageError as UsageError
from govsim.record.rulings import Finding as Finding
from govsim.record.rulings import Ruling as Ruling
from govsim.record.rulings import Verdict as Verdict
from govsim.record.story import Story as Story
from govsim.whatif.branch import Branch as Branch

__version__: str
