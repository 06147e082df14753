package dev.landfall.controlplane.http;

/** Who calls, as the {@link Gate} found out. */
public interface Caller {

    /** Nobody in particular: the caller of a {@link Access#PUBLIC} route. */
    record Anonymous() implements Caller {}
}
