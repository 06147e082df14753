package dev.landfall.runner.kind.terraform;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.runner.job.JobContext;
import dev.landfall.runner.salvage.SalvagedStates;
import dev.landfall.runner.state.LoopbackState;
import dev.landfall.runner.workspace.PrivateFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of a state that Terraform could not hand over, which exists nowhere else: it is handed over now, or kept where
 * the workspace's end does not reach it.
 */
final class StateRescue {

    private static final Logger log = LoggerFactory.getLogger(StateRescue.class);

    /** A state is at most 5 MiB in the control plane; one of up to this size is kept. */
    private static final long MAX_BYTES = 256L << 20;

    private final ModuleFiles files;
    private final LoopbackState state;
    private final JobContext context;

    StateRescue(ModuleFiles files, LoopbackState state, JobContext context) {
        this.files = files;
        this.state = state;
        this.context = context;
    }

    /**
     * To be called when Terraform has ended; does nothing when it left nothing. Terraform writes {@code errored.tfstate} where
     * it runs; when it was killed, what it sent last is still here.
     *
     * @return where the state is, as a sentence, when it could not be handed over
     */
    Optional<String> rescue() {
        var unsaved = Files.exists(files.erroredState())
                ? Optional.of(PrivateFiles.read(files.erroredState(), MAX_BYTES))
                : state.unsaved();
        return unsaved.flatMap(this::pushOrKeep);
    }

    private Optional<String> pushOrKeep(byte[] unsaved) {
        context.log().notice("Terraform could not store the new state; the runner tries again.");
        try {
            state.push(unsaved);
            context.log().notice("The new state is stored.");
            files.removeErroredState();
            return Optional.empty();
        } catch (LandfallException e) {
            var file = new SalvagedStates(context.folders().runner()).keep(context.lease(), unsaved);
            tell(file, e);
            files.removeErroredState();
            state.forgetUnsaved();
            return Optional.of(
                    "The new state was not taken: " + e.publicMessage() + " It is kept on the runner in " + file + ".");
        }
    }

    private void tell(Path file, LandfallException e) {
        context.log().notice("The new state is not stored: " + e.publicMessage() + " It is kept in " + file + ".");
        log.atError()
                .addKeyValue("job", context.lease().job())
                .addKeyValue("file", file)
                .addKeyValue("reason", e.publicMessage())
                .log("the state of an apply could not be handed over; it is kept: compare it with the state that is"
                        + " there, and bring back what is missing with 'terraform state push' or import blocks before"
                        + " the next apply");
    }
}
