package dev.landfall.runner.daemon;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SIGTERM and SIGINT: the first drains, every further one cancels. A shutdown hook would hear only the first. The JDK's
 * signal class ({@code sun.misc.Signal}, module jdk.unsupported) cannot be named in code that compiles without warnings, so
 * it is reached by reflection, here and nowhere else; on a runtime without it the signals end the process at once, and the
 * guard ends its jobs.
 */
final class TerminationSignals {

    private static final Logger log = LoggerFactory.getLogger(TerminationSignals.class);

    private TerminationSignals() {}

    /** From now on the process does not end by itself at these signals. */
    static void handle(Runnable first, Runnable further) {
        var count = new AtomicInteger();
        for (var name : List.of("TERM", "INT")) {
            install(name, () -> (count.getAndIncrement() == 0 ? first : further).run());
        }
    }

    private static void install(String name, Runnable action) {
        try {
            var signalType = Class.forName("sun.misc.Signal");
            var handlerType = Class.forName("sun.misc.SignalHandler");
            var handler = Proxy.newProxyInstance(
                    TerminationSignals.class.getClassLoader(),
                    new Class<?>[] {handlerType},
                    (proxy, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            action.run();
                        }
                        return null;
                    });
            var signal = signalType.getConstructor(String.class).newInstance(name);
            signalType.getMethod("handle", signalType, handlerType).invoke(null, signal, handler);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            log.atWarn()
                    .addKeyValue("signal", name)
                    .setCause(e)
                    .log("this signal cannot be handled and will not drain");
        }
    }
}
