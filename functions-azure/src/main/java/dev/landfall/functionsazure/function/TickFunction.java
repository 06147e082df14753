package dev.landfall.functionsazure.function;

import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.TimerTrigger;

/** Does every minute what is due. */
public final class TickFunction {

    private final FunctionApp app;

    /** As the Functions worker makes it. */
    public TickFunction() {
        this(FunctionApp.deployed());
    }

    public TickFunction(FunctionApp app) {
        this.app = app;
    }

    /** What the timer says of itself is not looked at. */
    @FunctionName("tick")
    public void run(@TimerTrigger(name = "timer", schedule = "0 * * * * *", dataType = "string") String timer) {
        app.firstOrg().ensure();
        app.controlPlane().tick().tick();
    }
}
