package dev.landfall.stacktemplates.cloudformation;

import java.util.LinkedHashMap;

/** A mapping whose entries stay in the order in which they were put. */
final class Entries extends LinkedHashMap<String, Object> {

    private static final long serialVersionUID = 1L;

    static Entries of(String key, Object value) {
        return new Entries().with(key, value);
    }

    Entries with(String key, Object value) {
        put(key, value);
        return this;
    }
}
