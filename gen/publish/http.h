/*
 * A small web server for one person on this machine: libmicrohttpd, which
 * stays behind this file and is opened only by who serves (linked, it and
 * its TLS would add milliseconds to the start of every command).
 *
 *   Http *h = http_open(port, headers, answer, context, a, &fault);
 *   for (;;) {
 *           poll http_fd(h) for reading, at most http_wait(h) milliseconds
 *           http_turn(h);                     calls `answer` for what was asked
 *           http_tell(h, STR("7"));           one event to every stream that is open
 *   }
 *   http_close(h);
 *
 * It listens on 127.0.0.1 and nowhere else, and answers only who asked for
 * this machine by name (Host: 127.0.0.1 or localhost, with the port):
 * otherwise any page of the web could read it by a name of its own that
 * leads here (DNS rebinding). GET and HEAD are all it knows; a body is never
 * read. Connections, streams, headers and times are bounded.
 *
 * One thread: `answer` runs within http_turn. Events are Server-Sent Events
 * (HTML Living Standard, 9.2): a stream that begins is told `now` first.
 */
#ifndef PUBLISH_HTTP_H
#define PUBLISH_HTTP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"

enum { HTTP_STREAMS_MAX = 12, HTTP_CONNECTIONS_MAX = 64, HTTP_HEADERS_MAX = 8 };

typedef struct HttpHeader {
	const char *name, *value;
} HttpHeader;

/* Texts are copied when the answer is sent; `path` has its %XX undone. */
typedef struct HttpAnswer {
	int status;                            /* 200 … */
	const char *type;                      /* of `bytes` */
	Str bytes;
	const char *location;                  /* of a redirect; NULL: none */
	bool stream;                           /* instead of bytes: events, `bytes` is the first */
} HttpAnswer;

typedef void HttpAnswerer(void *context, Str path, Arena *scratch, HttpAnswer *answer);

typedef enum HttpFault { HTTP_SOUND, HTTP_NO_LIBRARY, HTTP_PORT_TAKEN, HTTP_FAILED } HttpFault;

typedef struct Http Http;

/* Port 0: any that is free. `headers` go with every answer, and end with a row without a name. */
Http *http_open(int port, const HttpHeader *headers, HttpAnswerer *answer, void *context, Arena *a,
                HttpFault *fault);
int   http_port(const Http *h);
int   http_fd(const Http *h);
int   http_wait(const Http *h);                /* -1: as long as you like */
void  http_turn(Http *h);
void  http_tell(Http *h, Str event);
void  http_close(Http *h);

/* Whether a Host header names this machine; `port` may be left out where it is 80. */
bool  http_host_is_here(Str host, int port);

#endif
