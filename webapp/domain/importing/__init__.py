"""Contacts and accounts that come in files, in three steps.

1. A file is read (`files`), whoever wrote it, as one kind of table; what further tables say becomes a column of the first
   (`gathering`), written so that it can be read again (`notation`).
2. It is rehearsed (`bringing`, `rehearsal`): its columns are matched with fields (`columns`), its cells read (`texts`,
   `references`) into drafts, each draft decided on (`identifying`, `companies`, `twins`) and the decision kept (`keeping`).
3. What was decided is done portion by portion, as a job (`running`): one by one (`applying`) or many at once (`adding`).

`outgoing` is the way back: what a file has to say, so that it can be read again without losing anything.
"""
