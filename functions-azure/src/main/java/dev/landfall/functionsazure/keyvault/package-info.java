/** The ports to secrets and to the signing key in Azure Key Vault. No value is kept here. */
@NullMarked
package dev.landfall.functionsazure.keyvault;

import org.jspecify.annotations.NullMarked;
