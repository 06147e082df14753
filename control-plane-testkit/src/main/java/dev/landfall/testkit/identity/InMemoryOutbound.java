package dev.landfall.testkit.identity;

import dev.landfall.controlplane.outbound.Outbound;
import dev.landfall.protocol.error.LandfallException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Answers by host name what a test said; every other host cannot be reached. Thread-safe. */
public final class InMemoryOutbound implements Outbound {

    private final Map<String, Function<Request, Answer>> hosts = new ConcurrentHashMap<>();
    private final List<Request> sent = new CopyOnWriteArrayList<>();

    /** From now on the host answers so. */
    public void host(String name, Function<Request, Answer> answers) {
        hosts.put(name, answers);
    }

    /** From now on the host cannot be reached. */
    public void cutOff(String name) {
        hosts.remove(name);
    }

    /** Every request so far. */
    public List<Request> sent() {
        return List.copyOf(sent);
    }

    @Override
    public Answer send(Request request) {
        sent.add(request);
        var answers = hosts.get(request.uri().getHost());
        if (answers == null || !"https".equals(request.uri().getScheme())) {
            throw LandfallException.unavailable("The test reaches no " + request.uri() + ".", null);
        }
        return answers.apply(request);
    }
}
