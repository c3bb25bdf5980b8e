/*
 * Runs a command once and says what it cost, in one line on stdout:
 *
 *   CPU WALL PEAK STATUS      seconds (user + system), seconds, MB, exit status
 *
 *   build/bench/measure COMMAND [ARGUMENT…]
 *
 * What the command prints goes to stderr. A small program, because the peak
 * memory the kernel tells begins with that of the parent.
 */
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double seconds(struct timeval t)
{
	return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
	if (argc < 2)
		return 2;
	double start = now();
	pid_t child = fork();
	if (child == 0) {
		dup2(STDERR_FILENO, STDOUT_FILENO);
		execvp(argv[1], argv + 1);
		perror(argv[1]);
		_exit(127);
	}
	int status = 0;
	struct rusage cost;
	memset(&cost, 0, sizeof(cost));
	if (child < 0 || wait4(child, &status, 0, &cost) != child)
		return 3;
	printf("%.4f %.4f %.1f %d\n", seconds(cost.ru_utime) + seconds(cost.ru_stime), now() - start,
	       (double)cost.ru_maxrss / 1024, WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
	return 0;
}
