<#-- Asks for a passkey or security key and says why. One button; what went wrong is announced and the same button tries again. -->
<#import "template.ftl" as layout>
<@layout.registrationLayout; section>
<!-- template: keyward-key.ftl -->

    <#if section = "header">
        <#if keywardVerified>${msg("keywardKeyTitle")}<#else>${msg("keywardSecondKeyTitle")}</#if>
    <#elseif section = "form">
        <div id="kc-form-webauthn" class="${properties.kcFormClass!}">
            <form id="webauth" action="${url.loginAction}" method="post" hidden="hidden">
                <input type="hidden" id="clientDataJSON" name="clientDataJSON"/>
                <input type="hidden" id="authenticatorData" name="authenticatorData"/>
                <input type="hidden" id="signature" name="signature"/>
                <input type="hidden" id="credentialId" name="credentialId"/>
                <input type="hidden" id="userHandle" name="userHandle"/>
                <input type="hidden" id="error" name="error"/>
            </form>
            <form id="authn_select" hidden="hidden">
                <#list authenticators.authenticators as authenticator>
                    <input type="hidden" name="authn_use_chk" value="${authenticator.credentialId}"/>
                </#list>
            </form>

            <#if keywardOneStepDone><p id="keyward-progress">${msg("keywardOneStepDone")}</p></#if>
            <p id="keyward-why">
                <#if keywardVerified>
                    ${msg("keywardKeyWhy", (client.name!client.clientId)!'')}
                <#else>
                    ${msg("keywardSecondKeyWhy", (client.name!client.clientId)!'')}
                </#if>
                <#if keywardLevel = "phrh">${msg("keywardKeyHardware")}</#if>
            </p>
            <#if authenticators.authenticators?size = 1>
                <p id="keyward-keys">${msg("keywardKeyOne", authenticators.authenticators[0].label)}</p>
            <#else>
                <p id="keyward-keys-title">${msg("keywardKeyList")}</p>
                <ul id="keyward-keys" class="pf-v5-c-list" aria-labelledby="keyward-keys-title">
                    <#list authenticators.authenticators as authenticator>
                        <li>${authenticator.label}</li>
                    </#list>
                </ul>
            </#if>

            <div class="${properties.kcFormGroupClass!}">
                <button id="authenticateWebAuthnButton" type="button" autofocus="autofocus" aria-describedby="keyward-why"
                        class="${properties.kcButtonPrimaryClass!} ${properties.kcButtonBlockClass!}">
                    ${msg("keywardKeyGo")}
                </button>
            </div>
            <details id="keyward-no-sensor">
                <summary>${msg("keywardKeyNoSensor")}</summary>
                <p>${msg("keywardKeyNoSensorHelp")}</p>
            </details>
        </div>
        <script type="module">
            <#outputformat "JavaScript">
            import { authenticateByWebAuthn } from ${(url.resourcesPath + "/js/webauthnAuthenticate.js")?c};
            document.getElementById("authenticateWebAuthnButton").addEventListener("click", () =>
                authenticateByWebAuthn({
                    isUserIdentified: true,
                    challenge: ${challenge?c},
                    userVerification: ${userVerification?c},
                    rpId: ${rpId?c},
                    createTimeout: ${createTimeout?c},
                    errmsg: ${msg("webauthn-unsupported-browser-text")?c},
                }), { once: true });
            </#outputformat>
        </script>
    </#if>
</@layout.registrationLayout>
