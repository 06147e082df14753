package dev.landfall.controlplane.stack;

import dev.landfall.controlplane.audit.Actor;
import dev.landfall.controlplane.audit.Trail;
import dev.landfall.controlplane.audit.Transition;
import dev.landfall.controlplane.outbox.Tries;
import dev.landfall.controlplane.records.BatchOutcome;
import dev.landfall.controlplane.records.Document;
import dev.landfall.controlplane.records.Documents;
import dev.landfall.controlplane.records.Precondition;
import dev.landfall.controlplane.time.Ids;
import dev.landfall.protocol.id.PartitionId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Keeps the stacks of installs, and every change of where they stand. Thread-safe. */
final class StackBook {

    private static final String TRAIL = "stack";

    private final Documents documents;
    private final InstantSource clock;
    private final Ids ids;

    StackBook(Documents documents, InstantSource clock, Ids ids) {
        this.documents = documents;
        this.clock = clock;
        this.ids = ids;
    }

    InstallStack of(PartitionId install) {
        return find(install).map(Document::value).orElse(InstallStack.NONE);
    }

    InstallStack change(PartitionId install, Actor actor, String reason, UnaryOperator<InstallStack> change) {
        return Tries.until(() -> {
            var found = find(install);
            var before = found.map(Document::value).orElse(InstallStack.NONE);
            var after = change.apply(before);
            if (after.equals(before)) {
                return Optional.of(before);
            }
            var writes = new ArrayList<>(new Trail()
                    .add(TRAIL, new Transition(clock.instant(), actor, "stack", shown(before), shown(after), reason))
                    .writes(ids.next("wr")));
            writes.add(Documents.put(
                    InstallStack.SORT, after, found.map(Document::unchanged).orElseGet(Precondition::absent)));
            return documents.write(install.value(), writes) instanceof BatchOutcome.Written
                    ? Optional.of(after)
                    : Optional.empty();
        });
    }

    Optional<StackTemplate> template(PartitionId install) {
        return documents
                .find(install.value(), StackTemplate.SORT, StackTemplate.class)
                .map(Document::value);
    }

    /** Keeps what a stack was rendered as; the same files again change nothing. */
    void record(PartitionId install, Actor actor, StackTemplate template) {
        Tries.until(() -> {
            var found = documents.find(install.value(), StackTemplate.SORT, StackTemplate.class);
            var before = found.map(Document::value);
            if (before.filter(template::hasSameFiles).isPresent()) {
                return Optional.of(template);
            }
            var writes = new ArrayList<>(new Trail()
                    .add(
                            TRAIL,
                            new Transition(
                                    clock.instant(),
                                    actor,
                                    "template",
                                    before.map(StackTemplate::format).orElse("none"),
                                    template.format(),
                                    "the stack was rendered with other files"))
                    .writes(ids.next("wr")));
            writes.add(Documents.put(
                    StackTemplate.SORT, template, found.map(Document::unchanged).orElseGet(Precondition::absent)));
            return documents.write(install.value(), writes) instanceof BatchOutcome.Written
                    ? Optional.of(template)
                    : Optional.empty();
        });
    }

    private Optional<Document<InstallStack>> find(PartitionId install) {
        return documents.find(install.value(), InstallStack.SORT, InstallStack.class);
    }

    private static String shown(InstallStack stack) {
        return stack.status().wire() + (stack.account() == null ? "" : " in " + stack.account());
    }
}
