#include "publish/http.h"

#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/library.h"

#define FUNCTIONS(X) \
	X(add_response_header) X(create_response_from_buffer) X(create_response_from_callback) \
	X(destroy_response) X(get_connection_info) X(get_daemon_info) X(get_timeout) \
	X(lookup_connection_value) X(queue_response) X(resume_connection) X(run) X(start_daemon) \
	X(stop_daemon) X(suspend_connection)

#define NAME(name)   "MHD_" #name,
#define MEMBER(name) __typeof__(MHD_##name) *name;

static const char *const library_name = "libmicrohttpd.so.12", *const function_names[] = { FUNCTIONS(NAME) };

enum { STREAMS = 2 * HTTP_STREAMS_MAX, EVENT_MAX = 64, MEMORY_MAX = 32768, SECONDS_MAX = 60 };

typedef struct Calls {
	FUNCTIONS(MEMBER)
} Calls;

/* One open stream of events; free when there is no connection. */
typedef struct Stream {
	Http *http;
	struct MHD_Connection *connection;
	bool asleep, over;
	unsigned begun;                        /* the oldest makes room */
	char event[EVENT_MAX];                 /* not sent yet */
	size_t len, sent;
} Stream;

struct Http {
	void *library;
	Calls call;
	struct MHD_Daemon *daemon;
	const HttpHeader *headers;
	HttpAnswerer *answer;
	void *context;
	int port;
	unsigned begun;
	Stream streams[STREAMS];
};

bool http_host_is_here(Str host, int port)
{
	static const Str names[] = { STR_INIT("127.0.0.1"), STR_INIT("localhost") };
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		Str rest = host;
		int number;
		if (!str_take(&rest, names[i]))
			continue;
		if (!rest.len)
			return port == 80;
		return str_take(&rest, STR(":")) && str_number(rest, &number) && number == port;
	}
	return false;
}

/* Streams. */

static void wake(Stream *s)
{
	if (s->asleep) {
		s->asleep = false;
		s->http->call.resume_connection(s->connection);
	}
}

static void put_event(Stream *s, Str event)
{
	int len = snprintf(s->event, sizeof(s->event), "retry: 500\ndata: %.*s\n\n", STR_ARG(event));
	s->len = len < 0 || len >= EVENT_MAX ? 0 : (size_t)len;
	s->sent = 0;
	wake(s);
}

static ssize_t read_stream(void *context, uint64_t at, char *bytes, size_t room)
{
	Stream *s = context;
	(void)at;
	size_t left = s->len - s->sent;
	if (s->over && !left)
		return MHD_CONTENT_READER_END_OF_STREAM;
	if (!left) {
		s->asleep = true;
		s->http->call.suspend_connection(s->connection);
		return 0;
	}
	size_t len = left < room ? left : room;
	memcpy(bytes, s->event + s->sent, len);
	s->sent += len;
	return (ssize_t)len;
}

static void end_stream(void *context)
{
	Stream *s = context;
	s->connection = NULL;
	s->asleep = s->over = false;
}

static void end(Stream *s)
{
	s->over = true;
	wake(s);
}

/* The library does not look at a connection that sleeps. */
static bool has_left(const Stream *s)
{
	const union MHD_ConnectionInfo *info =
		s->http->call.get_connection_info(s->connection, MHD_CONNECTION_INFO_CONNECTION_FD);
	char byte;
	return info && recv(info->connect_fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0;
}

static void sweep(Http *h)
{
	for (size_t i = 0; i < STREAMS; i++)
		if (h->streams[i].connection && h->streams[i].asleep && has_left(&h->streams[i]))
			end(&h->streams[i]);
}

/* Above HTTP_STREAMS_MAX the oldest ends; until it has, the new one takes a spare place. */
static Stream *free_stream(Http *h)
{
	Stream *oldest = NULL, *free = NULL;
	size_t going = 0;
	for (size_t i = 0; i < STREAMS; i++) {
		Stream *s = &h->streams[i];
		if (!s->connection) {
			free = s;
			continue;
		}
		if (s->over)
			continue;
		going++;
		if (!oldest || s->begun < oldest->begun)
			oldest = s;
	}
	if (going >= HTTP_STREAMS_MAX)
		end(oldest);
	return free;
}

static struct MHD_Response *stream_response(Http *h, struct MHD_Connection *connection, Str first)
{
	Stream *s = free_stream(h);
	if (!s)
		return NULL;
	*s = (Stream){ .http = h, .connection = connection, .begun = h->begun++ };
	put_event(s, first);
	struct MHD_Response *r =
		h->call.create_response_from_callback(MHD_SIZE_UNKNOWN, 1024, read_stream, s, end_stream);
	if (!r)
		s->connection = NULL;
	return r;
}

void http_tell(Http *h, Str event)
{
	for (size_t i = 0; i < STREAMS; i++)
		if (h->streams[i].connection)
			put_event(&h->streams[i], event);
}

/* Answers. */

static enum MHD_Result queue(Http *h, struct MHD_Connection *connection, const HttpAnswer *a)
{
	int status = a->status;
	struct MHD_Response *r = a->stream ? stream_response(h, connection, a->bytes) : NULL;
	if (a->stream && !r)
		status = MHD_HTTP_SERVICE_UNAVAILABLE;
	if (!r)
		r = h->call.create_response_from_buffer(a->stream ? 0 : a->bytes.len, (void *)a->bytes.ptr,
		                                        MHD_RESPMEM_MUST_COPY);
	if (!r)
		return MHD_NO;
	if (a->type)
		h->call.add_response_header(r, "Content-Type", a->type);
	if (a->location)
		h->call.add_response_header(r, "Location", a->location);
	if (status == MHD_HTTP_METHOD_NOT_ALLOWED)
		h->call.add_response_header(r, "Allow", "GET, HEAD");
	for (const HttpHeader *header = h->headers; header->name; header++)
		h->call.add_response_header(r, header->name, header->value);
	enum MHD_Result result = h->call.queue_response(connection, (unsigned)status, r);
	h->call.destroy_response(r);
	return result;
}

static HttpAnswer refusal(int status, Str words)
{
	return (HttpAnswer){ .status = status, .type = "text/plain; charset=utf-8", .bytes = words };
}

static bool is_read_only(Str method)
{
	return str_equal(method, STR("GET")) || str_equal(method, STR("HEAD"));
}

static enum MHD_Result asked(void *context, struct MHD_Connection *connection, const char *url, const char *method,
                             const char *version, const char *upload, size_t *upload_len, void **state)
{
	Http *h = context;
	Arena scratch = { 0 };
	(void)version, (void)upload, (void)upload_len;
	/* Whoever is answered at the first call loses the connection: so is who sends a body. */
	if (!*state && is_read_only(str_from(method))) {
		*state = h;
		return MHD_YES;
	}
	Str host = str_from(h->call.lookup_connection_value(connection, MHD_HEADER_KIND, "Host"));
	Str how = str_from(method);
	HttpAnswer answer;
	if (!http_host_is_here(host, h->port)) {
		answer = refusal(MHD_HTTP_MISDIRECTED_REQUEST, STR("This preview is for 127.0.0.1 alone.\n"));
	} else if (!is_read_only(how)) {
		answer = refusal(MHD_HTTP_METHOD_NOT_ALLOWED, STR("Only GET and HEAD.\n"));
	} else {
		answer = refusal(MHD_HTTP_NOT_FOUND, STR("not found\n"));
		h->answer(h->context, str_from(url), &scratch, &answer);
		/* A HEAD has no body that could go on. */
		if (answer.stream && !str_equal(how, STR("GET")))
			answer.stream = false;
	}
	enum MHD_Result result = queue(h, connection, &answer);
	arena_free(&scratch);
	return result;
}

/* Opening. */

static void say_nothing(void *context, const char *format, va_list arguments)
{
	(void)context, (void)format, (void)arguments;
}

static bool start(Http *h, int port)
{
	struct sockaddr_in here = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port),
		                    .sin_addr = { htonl(INADDR_LOOPBACK) } };
	h->daemon = h->call.start_daemon(
		MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG, (uint16_t)port, NULL, NULL, asked, h,
		MHD_OPTION_EXTERNAL_LOGGER, say_nothing, NULL, MHD_OPTION_SOCK_ADDR, &here,
		MHD_OPTION_CONNECTION_LIMIT, (unsigned)HTTP_CONNECTIONS_MAX, MHD_OPTION_CONNECTION_TIMEOUT,
		(unsigned)SECONDS_MAX, MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)MEMORY_MAX, MHD_OPTION_END);
	const union MHD_DaemonInfo *info =
		h->daemon ? h->call.get_daemon_info(h->daemon, MHD_DAEMON_INFO_BIND_PORT) : NULL;
	h->port = info && info->port ? info->port : port;
	return h->daemon;
}

Http *http_open(int port, const HttpHeader *headers, HttpAnswerer *answer, void *context, Arena *a,
                HttpFault *fault)
{
	Http *h = NEW(a, Http);
	*h = (Http){ .headers = headers, .answer = answer, .context = context };
	*fault = HTTP_NO_LIBRARY;
	h->library = library_open(library_name, function_names, &h->call, sizeof(h->call));
	if (!h->library)
		return NULL;
	errno = 0;
	if (start(h, port)) {
		*fault = HTTP_SOUND;
		return h;
	}
	*fault = errno == EADDRINUSE ? HTTP_PORT_TAKEN : HTTP_FAILED;
	library_close(h->library);
	return NULL;
}

int http_port(const Http *h)
{
	return h->port;
}

int http_fd(const Http *h)
{
	const union MHD_DaemonInfo *info = h->call.get_daemon_info(h->daemon, MHD_DAEMON_INFO_EPOLL_FD);
	return info ? info->epoll_fd : -1;
}

int http_wait(const Http *h)
{
	MHD_UNSIGNED_LONG_LONG wait;
	if (h->call.get_timeout(h->daemon, &wait) != MHD_YES)
		return -1;
	return wait < 1000 ? (int)wait : 1000;
}

void http_turn(Http *h)
{
	sweep(h);
	h->call.run(h->daemon);
}

void http_close(Http *h)
{
	for (size_t i = 0; i < STREAMS; i++)
		if (h->streams[i].connection)
			end(&h->streams[i]);
	h->call.run(h->daemon);
	h->call.stop_daemon(h->daemon);
	library_close(h->library);
}
