package health.keyward.abac.rest;

import health.keyward.abac.AttributeSource;
import health.keyward.abac.core.Policies;
import health.keyward.abac.keycloak.bundle.RealmPolicies;
import health.keyward.keycloak.AdminCall;
import java.time.Clock;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What the resource of what-if works with.
 *
 * @param policies what a realm is decided by
 * @param realm bundles that were handed in
 * @param sources what is known now; asked for only by who needs it
 * @param nanos a clock for durations
 */
public record WhatIfDesk(
        AdminCall call,
        Policies policies,
        RealmPolicies realm,
        Supplier<List<AttributeSource>> sources,
        Clock clock,
        LongSupplier nanos) {}
