#include "base/parallel.h"

#include <pthread.h>
#include <stdatomic.h>

typedef struct Shared {
	atomic_size_t next;
	size_t items;
	ParallelWork *work;
	void *context;
} Shared;

typedef struct Worker {
	Shared *shared;
	int number;
	pthread_t thread;
} Worker;

static void *run(void *argument)
{
	const Worker *w = argument;
	Shared *s = w->shared;
	for (size_t item; (item = atomic_fetch_add(&s->next, 1)) < s->items;)
		s->work(s->context, w->number, item);
	return NULL;
}

void parallel_each(int jobs, size_t items, ParallelWork *work, void *context)
{
	Shared shared = { .items = items, .work = work, .context = context };
	Worker workers[JOBS_MAX];
	int started = 1;

	if (jobs > JOBS_MAX)
		jobs = JOBS_MAX;
	workers[0] = (Worker){ .shared = &shared };
	for (; started < jobs && (size_t)started < items; started++) {
		workers[started] = (Worker){ .shared = &shared, .number = started };
		if (pthread_create(&workers[started].thread, NULL, run, &workers[started]) != 0)
			break;                /* fewer hands, the same work */
	}
	run(&workers[0]);
	for (int i = 1; i < started; i++)
		pthread_join(workers[i].thread, NULL);
}

struct Turn {
	pthread_mutex_t mutex;
};

/* On Linux a mutex is its bytes alone, so there is nothing to give back. */
Turn *turn_make(Arena *a)
{
	Turn *t = NEW(a, Turn);
	pthread_mutex_init(&t->mutex, NULL);
	return t;
}

void turn_take(Turn *t)
{
	pthread_mutex_lock(&t->mutex);
}

void turn_end(Turn *t)
{
	pthread_mutex_unlock(&t->mutex);
}
