# What must hold of an install's stack in the customer's own AKS cluster, before anything is made.
variables {
  resource_group     = "acme"
  cluster_name       = "apps"
  secret_license_key = "typed-license"
  input_domain       = "archive.example.com"
}

run "identities_trust_the_runners_account_alone" {
  command = plan

  assert {
    condition = toset([
      for trust in concat(azurerm_federated_identity_credential.runner, azurerm_federated_identity_credential.role_provision,
        azurerm_federated_identity_credential.role_maintenance, azurerm_federated_identity_credential.role_deprovision) :
      trust.subject
    ]) == toset(["system:serviceaccount:landfall:landfall-runner"])
    error_message = "FAULT subject: nobody but the runner's service account."
  }

  assert {
    condition     = azurerm_federated_identity_credential.role_provision[0].audience == tolist(["api://AzureADTokenExchange"]) && azurerm_federated_identity_credential.runner[0].audience == tolist(["api://AzureADTokenExchange"])
    error_message = "FAULT audience: a token for something else opens nothing."
  }

  assert {
    condition     = azurerm_federated_identity_credential.role_maintenance[0].issuer == data.azurerm_kubernetes_cluster.this[0].oidc_issuer_url
    error_message = "FAULT issuer: the cluster's own."
  }

  assert {
    condition     = length(azurerm_federated_identity_credential.role_emergency) + length(azurerm_federated_identity_credential.role_backup) == 0
    error_message = "FAULT emergency: what is off trusts nobody."
  }
}

run "the_switch_takes_every_identity" {
  command = plan

  variables {
    runner_enabled   = false
    enable_emergency = true
  }

  assert {
    condition = length(concat(azurerm_federated_identity_credential.runner, azurerm_federated_identity_credential.role_provision,
      azurerm_federated_identity_credential.role_maintenance, azurerm_federated_identity_credential.role_deprovision,
      azurerm_federated_identity_credential.role_emergency)) == 0
    error_message = "FAULT switch: no identity is left to the runner."
  }

  assert {
    condition     = local.helm_values.replicas == 0
    error_message = "FAULT replicas: no pod."
  }
}

run "an_issuer_may_be_given" {
  command = plan

  variables {
    oidc_issuer = "https://issuer.example.com/"
  }

  assert {
    condition     = length(data.azurerm_kubernetes_cluster.this) == 0 && azurerm_federated_identity_credential.runner[0].issuer == "https://issuer.example.com/"
    error_message = "FAULT given: the cluster is not read then."
  }
}

run "an_issuer_is_an_https_address" {
  command = plan

  variables {
    oidc_issuer = "http://issuer.example.com/"
  }

  expect_failures = [var.oidc_issuer]
}

run "a_clusters_name_has_its_form" {
  command = plan

  variables {
    cluster_name = "apps-"
  }

  expect_failures = [var.cluster_name]
}

run "a_cluster_without_an_issuer_is_refused" {
  command = plan

  variables {
    cluster_name = "no-issuer"
  }

  expect_failures = [data.azurerm_kubernetes_cluster.this]
}
