<#-- The code that somebody reads to the colleague who signs for them. -->
<#import "template.ftl" as layout>
<@layout.registrationLayout displayMessage=false; section>
<!-- template: keyward-break-glass-wait.ftl -->

    <#if section = "header">
        ${msg("keywardBreakGlassWaitTitle")}
    <#elseif section = "form">
        <form id="keyward-break-glass-wait" class="${properties.kcFormClass!}" action="${url.loginAction}" method="post">
            <input type="hidden" name="form" value="${keywardForm}" />
            <p>${msg(keywardWaives?then("keywardBreakGlassWaitFactor", "keywardBreakGlassWaitPerson"), keywardPatient)}</p>
            <p class="keyward-code" aria-live="polite"><code id="keyward-code">${keywardCode?substring(0, 3)} ${keywardCode?substring(3)}</code></p>
            <p>${msg("keywardBreakGlassWaitWhere")}<br/><code id="keyward-sign-at">${keywardSignAt}</code></p>
            <div class="pf-v5-c-form__group pf-m-action">
                <div class="pf-v5-c-form__actions">
                    <button type="submit" id="keyward-signed" name="signed" value="true" autofocus class="${properties.kcButtonClass!} ${properties.kcButtonPrimaryClass!} ${properties.kcButtonLargeClass!}">${msg("keywardBreakGlassSigned")}</button>
                    <button type="submit" id="keyward-again" name="again" value="true" class="${properties.kcButtonClass!} ${properties.kcButtonDefaultClass!} ${properties.kcButtonLargeClass!}">${msg("keywardBreakGlassAgain")}</button>
                </div>
            </div>
        </form>
    </#if>
</@layout.registrationLayout>
