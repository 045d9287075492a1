"""Words that a query is not ranked by: they ask or join, and say nothing of the subject.

They are indexed like all others, so that phrases with them are found.
"""

from collections.abc import Mapping
from typing import Final

from kb.language import Language

_KAZAKH: Final = """
    ал алайда арасында арасындағы арқылы аталады әлде әрі ба байланысты барысында бе бен бойы
    бойына бойында бойындағы бойынша бола болады болатын болған болды болса болу болып бұл бұлар
    бұның бірақ ғана ғой да де деген дегеніміз дейді дейін деп еді екен емес енді ең жайлы және
    жөнінде жөніндегі кезінде кезіндегі кейін кім кімге кімдер кімді кімнің қай қайда қайдан қайсы
    қайсысы қалай қалайша қандай қанша қарай қатысты қашан ма мана ме мен мына мынау не неге
    негізінде неліктен немен немесе нені неше нешінші ол олар олардың онда оны оның осы өйткені
    өте па пе пен саналады сәйкес себебі секілді сияқты сол сондықтан соны соның соң та табылады
    тағы те тек туралы үшін ше ішінде ішіндегі яғни
"""

_RUSSIAN: Final = """
    а без бы был была были было быть в во вот все всех вы где да для до его ее если есть еще же за
    и из или им их к как какая какие каким каких какова каково какой каком какую когда кого кому
    кто ли либо между на над не нет ни но о об он она они оно от по под при с сколько со так также
    там то того тоже той только том у уже чего чей чем что чтобы чьи эта эти это этот я
"""

_ENGLISH: Final = """
    a about an and are as at be been by did do does for from had has have he her his how i in into
    is it its of on or that the their them there these they this those to was were what when where
    which who whom whose why will with would
"""

STOP_WORDS: Final[Mapping[Language, frozenset[str]]] = {
    Language.KK: frozenset(_KAZAKH.split()),
    Language.RU: frozenset(_RUSSIAN.split()),
    Language.EN: frozenset(_ENGLISH.split()),
}
"""The stop words of each language, in the form of `Token.word`."""
