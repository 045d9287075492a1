import pytest

from indexer.analysis.words import analyse
from indexer.recovery.vocabulary import Lexicon, WordCount
from kb.language import Language

TEXTS = {
    Language.KK: [
        "Алатау қаласының арнаулы құқықтық режимі туралы заң.",
        "Қаланың Кеңесі реттеуші ережелерді бекітеді.",
        "Қалада құрылыс жұмыстары жүргізіледі.",
        "Қалада салықтық преференциялар беріледі. Өз жоспарын ол бекітеді.",
        "Кала деген сөз қате жазылған. Бұл саң емес. Gate City ауданы.",
        "Қызметкерлер саны шектелген. Екінші сан.",
    ],
    Language.RU: [
        "Закон о специальном правовом режиме города Алатау.",
        "Совет города утверждает регуляторные положения.",
        "Землю и недвижимость предоставляет администрация.",
        "Район Gate City застраивается по плану. Резидент получает лицензию.",
        "Стандарты озеленения. Парковка для жителей района.",
    ],
    Language.EN: [
        "The law on the special legal regime of the city of Alatau.",
        "The Council approves regulatory provisions on land and parking.",
        "Gate City is a district. A resident is granted a licence.",
        "Tax preferences are granted to residents.",
    ],
}


@pytest.fixture(scope="session")
def lexicons():
    return {
        language: Lexicon(language, WordCount.of(analyse(text, language) for text in texts))
        for language, texts in TEXTS.items()
    }
