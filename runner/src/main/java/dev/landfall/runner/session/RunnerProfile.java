package dev.landfall.runner.session;

import java.util.Map;

/**
 * What a session tells about this process.
 *
 * @param bootId made anew by each process
 * @param version of the program
 * @param slots how many jobs it runs at once
 * @param tools versions by name
 */
public record RunnerProfile(String bootId, String version, int slots, Map<String, String> tools) {

    public RunnerProfile {
        tools = Map.copyOf(tools);
    }
}
