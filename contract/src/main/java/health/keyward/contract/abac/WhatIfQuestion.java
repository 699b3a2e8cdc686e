package health.keyward.contract.abac;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question that nobody asked, to see what a policy would say. What is not given is as Keyward knows it now; of network, device and assurance that is nothing.
 *
 * @param person Keycloak's id or user name
 * @param app client id of the app that is opened, or in use
 * @param resource what is acted on; null when the app itself is opened
 * @param at when; null for now
 * @param purpose HL7 v3 ActReason code
 * @param version the bundle that is asked; 0 is that of the installation, null what is in force
 */
public record WhatIfQuestion(
        @Nullable String person,
        @Nullable String app,
        @Nullable Resource resource,
        @Nullable Instant at,
        @Nullable Network network,
        @Nullable Device device,
        @Nullable Assurance assurance,
        @Nullable String purpose,
        @Nullable Long version) {
    /**
     * What is acted on.
     *
     * @param type null for {@code record}
     * @param action null for {@code read}
     * @param careTeam ids of people
     * @param confidentiality {@code N}, {@code R} or {@code V}
     * @param sensitivity labels
     */
    public record Resource(
            @Nullable String type,
            @Nullable String id,
            @Nullable String action,
            @Nullable String patient,
            @Nullable String unit,
            @Nullable List<String> careTeam,
            @Nullable String confidentiality,
            @Nullable List<String> sensitivity) {}

    /** @param guarded by TLS 1.2 or newer */
    public record Network(@Nullable String address, boolean guarded) {}

    /** @param type class of device, as the policy names them */
    public record Device(
            boolean managed,
            @Nullable String type,
            @Nullable String posture) {}

    /**
     * @param acr name of the level
     * @param ageSeconds since it was shown; null for just now
     */
    public record Assurance(@Nullable String acr, @Nullable Long ageSeconds, boolean differentFactor) {}
}
