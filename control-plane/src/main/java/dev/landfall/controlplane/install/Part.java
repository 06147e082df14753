package dev.landfall.controlplane.install;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.landfall.protocol.error.LandfallException;

/**
 * A part of an install that workflows work on: {@code sandbox}, {@code component:NAME} or {@code action:NAME}. The text
 * starts the names of its steps.
 */
record Part(Kind kind, String name) {

    static final Part SANDBOX = new Part(Kind.SANDBOX, "");

    /** The sorts of parts. */
    enum Kind {
        SANDBOX("sandbox"),
        COMPONENT("component"),
        ACTION("action");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    static Part component(String name) {
        return new Part(Kind.COMPONENT, name);
    }

    static Part action(String name) {
        return new Part(Kind.ACTION, name);
    }

    @JsonCreator
    static Part parse(String text) {
        for (Kind kind : Kind.values()) {
            if (text.equals(kind.word)) {
                return new Part(kind, "");
            }
            if (text.startsWith(kind.word + ":")) {
                return new Part(kind, text.substring(kind.word.length() + 1));
            }
        }
        throw LandfallException.invalid("'" + text + "' is no part of an install.");
    }

    @JsonValue
    String text() {
        return kind == Kind.SANDBOX ? kind.word : kind.word + ":" + name;
    }

    /** The name of its Terraform state. */
    String workspace() {
        return kind == Kind.SANDBOX ? kind.word : kind.word + "-" + name;
    }

    /** Its segment in the path of its sensitive outputs. */
    String secretSegment() {
        return workspace();
    }

    String step(String what) {
        return text() + ":" + what;
    }

    @Override
    public String toString() {
        return kind == Kind.SANDBOX ? "the sandbox" : kind.word + " '" + name + "'";
    }
}
