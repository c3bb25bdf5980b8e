/*
 * What `keijiban confirm` is told besides options: ids of records, or none.
 */
#ifndef CMD_CONFIRM_H
#define CMD_CONFIRM_H

#include "cmd/sheet.h"

/* The records of these ids, each once. False: one is not there; it has been told. */
bool confirm_records(SheetSite *s, const Record ***records, size_t *count, Arena *a);
/* confirm_sheet.c: --sheet, a 確認票 for each organiser. Returns an exit status. */
int  confirm_sheet(const Options *o);

#endif
