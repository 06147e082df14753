package dev.landfall.cli.demo.stage;

/** One step of the story: something is done, and looked at. */
public interface DemoStep {

    /** A few words for the heading and the summary. */
    String title();

    /**
     * Does it.
     *
     * @throws CheckFailed when what came out is not what should
     * @throws dev.landfall.protocol.error.LandfallException when it could not be done
     */
    void play(Stage stage);
}
