package dev.landfall.controlplane.outbox;

import dev.landfall.controlplane.records.Write;
import java.util.ArrayList;
import java.util.List;

/**
 * What should happen, all of it or nothing.
 *
 * @param writes of one partition, transitions included
 * @param messages sent after the writes are durable, at least once
 * @param timers armed after the writes are durable
 * @param topics whose waiting readers are woken then
 */
public record Decision(List<Write> writes, List<OutboxMessage> messages, List<Timer> timers, List<String> topics) {
    public Decision {
        writes = List.copyOf(writes);
        messages = List.copyOf(messages);
        timers = List.copyOf(timers);
        topics = List.copyOf(topics);
    }

    /** Writes that cause nothing. */
    public static Decision writing(List<Write> writes) {
        return new Decision(writes, List.of(), List.of(), List.of());
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Collects a decision. */
    public static final class Builder {
        private final List<Write> writes = new ArrayList<>();
        private final List<OutboxMessage> messages = new ArrayList<>();
        private final List<Timer> timers = new ArrayList<>();
        private final List<String> topics = new ArrayList<>();

        private Builder() {}

        public Builder write(Write write) {
            writes.add(write);
            return this;
        }

        public Builder writes(List<? extends Write> all) {
            writes.addAll(all);
            return this;
        }

        public Builder message(OutboxMessage message) {
            messages.add(message);
            return this;
        }

        public Builder timer(Timer timer) {
            timers.add(timer);
            return this;
        }

        public Builder topic(String topic) {
            topics.add(topic);
            return this;
        }

        public Decision build() {
            return new Decision(writes, messages, timers, topics);
        }
    }
}
