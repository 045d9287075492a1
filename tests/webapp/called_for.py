"""What the law calls for in the town: answered by what is published, by drafts, and by nothing at all."""

ROW = """\
  {id}:
    topic: {{kk: "{topic}", ru: "{topic}", en: "{topic}"}}
    levels: [council]
    articles: ["{article}"]
    stages: [S1]
    acts: [{acts}]
"""
CALLED_FOR = {"Heights": "height", "Spires": "towers", "Gardens": "parks", "Fortresses": "castles"}
BACKLOG = "starts: {S1: 2026-07-01}\nrows:\n" + "".join(
    ROW.format(id=f"B0{number}", topic=topic, article=number, acts=acts)
    for number, (topic, acts) in enumerate(CALLED_FOR.items(), start=1)
)
"""The contents of backlog.yaml."""
