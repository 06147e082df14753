package dev.landfall.formats.appconfig;

import dev.landfall.formats.problem.Location;

/**
 * A cluster that a component of the app makes, by a name that others choose it by ({@code kubernetes_contexts}). The name {@code sandbox}
 * always means the sandbox's.
 *
 * @param component that has an output {@code cluster}
 */
public record KubernetesContext(String name, String component, Location at) {}
