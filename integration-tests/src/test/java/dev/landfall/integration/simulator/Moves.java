package dev.landfall.integration.simulator;

import dev.landfall.controlplane.audit.Trail;
import dev.landfall.controlplane.audit.Transition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** The transitions of one batch, to hold the changes of its records against. */
final class Moves {
    private final Trace trace;
    private final Map<String, List<Transition>> byPath = new HashMap<>();

    Moves(Trace trace) {
        this.trace = trace;
    }

    /** @param sort {@code tr.<path>.<milliseconds>.<unique>} */
    void add(String sort, Trail.Entry entry) {
        int unique = sort.lastIndexOf('.');
        int millis = sort.lastIndexOf('.', unique - 1);
        byPath.computeIfAbsent(sort.substring(Trail.PREFIX.length(), millis), path -> new ArrayList<>())
                .addAll(entry.transitions());
    }

    /** From one state to another there must be transitions, each a row of the table. */
    <S extends Enum<S>> void require(
            String path, String subject, @Nullable S from, S to, BiPredicate<S, S> isRow, Class<S> type) {
        var moves = byPath.getOrDefault(path, List.of()).stream()
                .filter(move -> move.subject().equals(subject))
                .filter(move -> !move.to().equals(move.from()))
                .toList();
        var at = from;
        for (Transition move : moves) {
            var next = state(type, move.to());
            var named = move.from() == null ? null : state(type, move.from());
            legal(Objects.equals(at, named), path, subject, at, next);
            legal(at == null || isRow.test(at, next), path, subject, at, next);
            trace.line("  " + path + " " + subject + " becomes " + move.to());
            at = next;
        }
        legal(at == to || (from == null && moves.isEmpty()), path, subject, at, to);
    }

    private static <S extends Enum<S>> void legal(boolean holds, String path, String subject, @Nullable S from, S to) {
        Violation.unless(holds, Invariant.LEGAL_TRANSITIONS, path + " " + subject + " goes from " + from + " to " + to);
    }

    private static <S extends Enum<S>> S state(Class<S> type, String wire) {
        return Enum.valueOf(type, wire.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
