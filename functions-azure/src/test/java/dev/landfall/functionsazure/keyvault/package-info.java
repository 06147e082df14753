/** Tests of the ports on Key Vault, against a fake of its REST API. */
@NullMarked
package dev.landfall.functionsazure.keyvault;

import org.jspecify.annotations.NullMarked;
