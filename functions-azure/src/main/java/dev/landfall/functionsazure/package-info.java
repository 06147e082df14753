/** The composition of the control plane on Azure: settings in, ports out. No rule of the control plane lives here. */
@NullMarked
package dev.landfall.functionsazure;

import org.jspecify.annotations.NullMarked;
