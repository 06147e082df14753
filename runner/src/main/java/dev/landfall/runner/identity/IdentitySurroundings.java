package dev.landfall.runner.identity;

import java.net.InetSocketAddress;
import java.nio.file.Path;

/**
 * The job that an identity is for, as far as identities need to know it.
 *
 * @param folder that only the runner and the job's processes enter; gone with the job
 */
public record IdentitySurroundings(Path folder, Peers peers, Handover handover, JobNotes notes) {

    /** Tells the processes of the job from all others that reach its loopback address. */
    @FunctionalInterface
    public interface Peers {

        /** @param peer the other end of a connection from this machine to {@code local} */
        boolean mayAsk(InetSocketAddress peer, InetSocketAddress local);
    }

    /** Lets the job's processes read a file of the runner. */
    @FunctionalInterface
    public interface Handover {
        void give(Path file);
    }

    /** What identities have to say about themselves. */
    public interface JobNotes {

        /** A secret that must not stand in the job's log. */
        void mask(String name, String value);

        /** A line for the job's log. */
        void notice(String line);
    }
}
