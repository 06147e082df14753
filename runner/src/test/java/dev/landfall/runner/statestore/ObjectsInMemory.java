package dev.landfall.runner.statestore;

import dev.landfall.protocol.error.LandfallException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A customer's store in memory, with outages that a test orders. */
public final class ObjectsInMemory implements StateObjects {

    private final Map<String, byte[]> objects = new ConcurrentSkipListMap<>();
    private final Map<String, Runnable> before = new ConcurrentHashMap<>();
    private final AtomicInteger outages = new AtomicInteger();

    /** The next calls fail as if the store could not be reached. */
    public void failNext(int calls) {
        outages.set(calls);
    }

    /** Something happens just before that object is looked for the next time. */
    public void beforeNext(String name, Runnable action) {
        before.put(name, action);
    }

    /** By name. */
    public Map<String, byte[]> objects() {
        return objects;
    }

    @Override
    public Optional<byte[]> find(String name) {
        reach();
        Optional.ofNullable(before.remove(name)).ifPresent(Runnable::run);
        return Optional.ofNullable(objects.get(name)).map(byte[]::clone);
    }

    @Override
    public void put(String name, byte[] bytes) {
        reach();
        objects.put(name, bytes.clone());
    }

    @Override
    public void remove(String name) {
        reach();
        objects.remove(name);
    }

    private void reach() {
        if (outages.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw LandfallException.unavailable("The store cannot be reached.", null);
        }
    }
}
