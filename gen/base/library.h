/*
 * Libraries that are opened when they are first needed. Linked, each of
 * them would add milliseconds and megabytes to the start of every command.
 *
 *   #define FUNCTIONS(X) X(run) X(start_daemon) …
 *   #define NAME(name)   "MHD_" #name,
 *   #define MEMBER(name) __typeof__(MHD_##name) *name;
 *   static const char *const names[] = { FUNCTIONS(NAME) };
 *   struct Calls { FUNCTIONS(MEMBER) } call;
 *   void *library = library_open("libmicrohttpd.so.12", names, &call, sizeof(call));
 *   if (library) ... call.run(daemon);
 *   library_close(library);
 *
 * The library's header gives each member its type, so calls are checked as
 * if it were linked.
 */
#ifndef BASE_LIBRARY_H
#define BASE_LIBRARY_H

#include <stddef.h>

/*
 * Fills `calls`, of `size` bytes, with the functions of these names in this order. NULL when the library, or one of
 * them, is not there: then nothing stays open. Any thread may call it; who opens a library twice has it open twice.
 */
void *library_open(const char *file, const char *const *names, void *calls, size_t size);
void  library_close(void *library);

#endif
