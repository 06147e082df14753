package dev.landfall.cli.demo.stage;

/** A check of the story did not hold. */
public final class CheckFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CheckFailed(String message) {
        super(message);
    }
}
