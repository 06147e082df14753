package dev.landfall.controlplane.http;

/** What a route does. */
@FunctionalInterface
public interface Endpoint {

    /**
     * @throws dev.landfall.protocol.error.LandfallException becomes the error reply of its kind
     */
    ApiResponse handle(Call call);
}
