package dev.landfall.cli.source;

import dev.landfall.formats.appconfig.ContentAddress;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Fetches addresses, several at a time; files of one commit by one visit of its repository. Every address is answered for. */
final class AddressFetch {

    /** At a time, so that no server is pressed. */
    private static final int AT_ONCE = 8;

    /** For what was interrupted to end. */
    private static final Duration END = Duration.ofSeconds(10);

    private final Supplier<HttpClient> clients;
    private final GitFetch git;
    private final FetchLimits limits;

    AddressFetch(Supplier<HttpClient> clients, Map<String, String> environment, FetchLimits limits) {
        this.clients = clients;
        this.git = new GitFetch(environment, limits);
        this.limits = limits;
    }

    /**
     * An address and what is known of it.
     *
     * @param commit that it was found in before; null = unknown or to be found anew
     */
    record Wish(ContentAddress address, @Nullable String commit) {}

    /** What became of an address. */
    sealed interface Answer {

        /** It holds this. */
        record Found(Fetched fetched) implements Answer {}

        /** Why it could not be fetched, and what to do. */
        record Failed(String reason) implements Answer {}
    }

    /** Hears of each address as its turn comes. */
    interface Listener {
        void asking(String address);

        void answered(String address, Answer answer);
    }

    /** What each address holds. */
    Map<String, Answer> fetch(List<Wish> wishes, Listener listener) {
        var answers = new TreeMap<String, Answer>();
        var until = System.nanoTime() + limits.all().toNanos();
        var places = new Semaphore(AT_ONCE);
        var client = new LazyClient(clients);
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            var visits = visits(wishes, client).stream()
                    .map(visit -> new Running(visit, threads.submit(() -> bounded(visit, places, threads))))
                    .toList();
            for (var running : visits) {
                running.visit().addresses().forEach(listener::asking);
                var found = await(running, until);
                found.forEach(listener::answered);
                answers.putAll(found);
            }
        } finally {
            threads.shutdownNow();
            client.close();
            awaitEnd(threads);
        }
        return answers;
    }

    /** What was interrupted removes its processes and folders before the command ends. */
    private static void awaitEnd(ExecutorService threads) {
        try {
            threads.awaitTermination(END.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is done in one go. */
    private record Visit(List<String> addresses, Callable<Map<String, Answer>> work) {}

    private record Running(Visit visit, Future<Map<String, Answer>> answers) {}

    private List<Visit> visits(List<Wish> wishes, LazyClient client) {
        var visits = new ArrayList<Visit>();
        var repositories = new LinkedHashMap<String, List<Wish>>();
        for (var wish : wishes) {
            switch (wish.address()) {
                case ContentAddress.Web web ->
                    visits.add(new Visit(List.of(web.text()), () -> Map.of(web.text(), web(web, client))));
                case ContentAddress.Git one ->
                    repositories
                            .computeIfAbsent(one.repository() + " " + commitOrRef(one, wish), key -> new ArrayList<>())
                            .add(wish);
                case ContentAddress.Refused refused ->
                    visits.add(new Visit(
                            List.of(refused.text()),
                            () -> Map.of(refused.text(), new Answer.Failed(refused.reason()))));
            }
        }
        repositories
                .values()
                .forEach(group -> visits.add(new Visit(
                        group.stream().map(wish -> wish.address().text()).toList(), () -> repository(group))));
        return visits;
    }

    private static @Nullable String commitOrRef(ContentAddress.Git address, Wish wish) {
        return wish.commit() == null ? address.ref() : wish.commit();
    }

    private Answer web(ContentAddress.Web address, LazyClient client) throws InterruptedException {
        try {
            return new Answer.Found(new WebFetch(client.get(), limits).fetch(address));
        } catch (FetchFailure e) {
            return new Answer.Failed(e.reason());
        }
    }

    private Map<String, Answer> repository(List<Wish> group) throws InterruptedException {
        var answers = new TreeMap<String, Answer>();
        var first = (ContentAddress.Git) group.getFirst().address();
        try (var commit = git.open(first.repository(), commitOrRef(first, group.getFirst()))) {
            for (var wish : group) {
                answers.put(wish.address().text(), file(commit, (ContentAddress.Git) wish.address()));
            }
        } catch (FetchFailure e) {
            group.forEach(wish -> answers.put(wish.address().text(), new Answer.Failed(e.reason())));
        }
        return answers;
    }

    private static Answer file(GitFetch.Commit commit, ContentAddress.Git address) throws InterruptedException {
        try {
            return new Answer.Found(commit.file(address));
        } catch (FetchFailure e) {
            return new Answer.Failed(e.reason());
        }
    }

    /** The work within its own time, which begins when it has a place. */
    private Map<String, Answer> bounded(Visit visit, Semaphore places, ExecutorService threads)
            throws InterruptedException {
        places.acquire();
        try {
            return await(
                    new Running(visit, threads.submit(visit.work())),
                    System.nanoTime() + limits.one().toNanos());
        } finally {
            places.release();
        }
    }

    private Map<String, Answer> await(Running running, long until) {
        try {
            return running.answers().get(Math.max(1, until - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            running.answers().cancel(true);
            return all(
                    running,
                    "it took longer than " + seconds(limits.one()) + ", or all together longer than "
                            + seconds(limits.all()) + ". Try again.");
        } catch (InterruptedException e) {
            running.answers().cancel(true);
            Thread.currentThread().interrupt();
            return all(running, "it was interrupted.");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            return all(running, "it was interrupted.");
        }
    }

    private static Map<String, Answer> all(Running running, String reason) {
        var answers = new TreeMap<String, Answer>();
        running.visit().addresses().forEach(address -> answers.put(address, new Answer.Failed(reason)));
        return answers;
    }

    private static String seconds(Duration duration) {
        return duration.toSeconds() + " s";
    }

    /** Made when a web server is first asked: a client costs what a small command takes. Thread-safe. */
    private static final class LazyClient implements AutoCloseable {

        private final Supplier<HttpClient> clients;
        private @Nullable HttpClient client;

        LazyClient(Supplier<HttpClient> clients) {
            this.clients = clients;
        }

        synchronized HttpClient get() {
            if (client == null) {
                client = clients.get();
            }
            return client;
        }

        @Override
        public synchronized void close() {
            if (client != null) {
                client.shutdownNow();
            }
        }
    }
}
