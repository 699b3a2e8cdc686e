<#-- Why there is no emergency access, and whom to call. -->
<#import "template.ftl" as layout>
<@layout.registrationLayout displayMessage=false; section>
<!-- template: keyward-break-glass-no.ftl -->

    <#if section = "header">
        ${msg("keywardBreakGlassNoTitle")}
    <#elseif section = "form">
        <div class="${properties.kcFormClass!}">
        <p id="keyward-break-glass-why" role="alert">${msg(keywardWhy)}</p>
        <p id="keyward-break-glass-call"><#if keywardCall?has_content>${keywardCall}<#else>${msg("keywardBreakGlassCall")}</#if></p>
        <form action="${url.loginAction}" method="post">
            <div class="pf-v5-c-form__actions">
                <#if keywardMayGoBack && isAppInitiatedAction??>
                    <button type="submit" id="keyward-break-glass-back" name="cancel-aia" value="true" class="${properties.kcButtonClass!} ${properties.kcButtonPrimaryClass!}">${msg("keywardBreakGlassBack")}</button>
                </#if>
                <a id="keyward-restart" href="${url.loginRestartFlowUrl}">${msg("keywardHelpRestart")}</a>
            </div>
        </form>
        </div>
    </#if>
</@layout.registrationLayout>
