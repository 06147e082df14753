package dev.landfall.runner.supervisor;

import dev.landfall.protocol.release.ReleaseVersion;
import dev.landfall.runner.config.RunnerConfig;
import java.time.InstantSource;
import java.util.Optional;

/** A supervisor as a process that can be killed; its settings are its environment. */
final class SuperviseProcess {

    private SuperviseProcess() {}

    public static void main(String[] args) throws InterruptedException {
        var running = Optional.of(new ReleaseVersion(PlayedMachine.INSTALLED));
        new Supervisor(RunnerConfig.from(System.getenv()), running, InstantSource.system()).run();
    }
}
