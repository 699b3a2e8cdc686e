<#-- Opens an account again: password and second factor, in one step, so that nobody learns which of them was wrong. -->
<#import "template.ftl" as layout>
<#import "field.ftl" as field>
<#import "buttons.ftl" as buttons>
<@layout.registrationLayout; section>
<!-- template: keyward-return.ftl -->

    <#if section = "header">
        ${msg("keywardReturnTitle")}
    <#elseif section = "form">
        <#if returned>
            <p id="keyward-returned">${msg("keywardReturned")}</p>
            <p><a id="keyward-sign-in" href="${signInAddress}">${msg("keywardReturnedSignIn")}</a></p>
        <#else>
            <p><#if hasApp && hasKey>${msg("keywardReturnHelpEither")}<#elseif hasKey>${msg("keywardReturnHelpKey")}<#elseif hasApp>${msg("keywardReturnHelp")}<#else>${msg("keywardReturnHelpRecovery")}</#if></p>
            <form id="webauth" class="${properties.kcFormClass!}" action="${returnAction}" method="post">
                <input type="hidden" name="code" value="${code}" />
                <#if hasKey>
                    <input type="hidden" id="clientDataJSON" name="clientDataJSON"/>
                    <input type="hidden" id="authenticatorData" name="authenticatorData"/>
                    <input type="hidden" id="signature" name="signature"/>
                    <input type="hidden" id="credentialId" name="credentialId"/>
                    <input type="hidden" id="userHandle" name="userHandle"/>
                    <input type="hidden" id="error" name="error"/>
                </#if>
                <@field.password name="password" label=msg("password") autofocus=true autocomplete="current-password" />
                <#if hasApp>
                    <@field.input name="otp" label=msg("loginOtpOneTime") autocomplete="one-time-code" />
                </#if>
                <#if hasCodes>
                    <@field.input name="recovery" label=msg("keywardReturnRecovery") autocomplete="off" />
                </#if>
                <#if hasApp || hasCodes>
                    <@buttons.actionGroup><@buttons.button id="keyward-return-go" name="go" label="doContinue" /></@buttons.actionGroup>
                </#if>
                <#if hasKey>
                    <div class="${properties.kcFormGroupClass!}">
                        <button id="authenticateWebAuthnButton" type="button"
                                class="<#if hasApp || hasCodes>${properties.kcButtonSecondaryClass!}<#else>${properties.kcButtonPrimaryClass!}</#if> ${properties.kcButtonBlockClass!}">
                            ${msg("keywardReturnKey")}
                        </button>
                    </div>
                </#if>
            </form>
            <#if hasKey>
                <form id="authn_select" hidden="hidden">
                    <#list keys as key>
                        <input type="hidden" name="authn_use_chk" value="${key}"/>
                    </#list>
                </form>
                <script type="module">
                    <#outputformat "JavaScript">
                    import { authenticateByWebAuthn } from ${(url.resourcesPath + "/js/webauthnAuthenticate.js")?c};
                    document.getElementById("authenticateWebAuthnButton").addEventListener("click", () =>
                        authenticateByWebAuthn({
                            isUserIdentified: true,
                            challenge: ${challenge?c},
                            userVerification: "preferred",
                            rpId: ${rpId?c},
                            createTimeout: 0,
                            errmsg: ${msg("webauthn-unsupported-browser-text")?c},
                        }), { once: true });
                    </#outputformat>
                </script>
            </#if>
        </#if>
    </#if>
</@layout.registrationLayout>
