<#import "template.ftl" as layout>
<#import "field.ftl" as field>
<#import "buttons.ftl" as buttons>
<@layout.registrationLayout; section>
    <#if section = "header">
        ${msg("keywardEnrolTitle")}
    <#elseif section = "form">
        <p>${msg("keywardEnrolHelp")}</p>
        <form id="keyward-enrol" class="${properties.kcFormClass!}" action="${enrolAction}" method="post">
            <#if code?has_content>
                <input type="hidden" name="code" value="${code}" />
            <#else>
                <@field.input name="code" label=msg("keywardEnrolCode") autofocus=true autocomplete="off" />
            </#if>
            <@field.password name="password" label=msg("password") autofocus=code?has_content autocomplete="current-password" />
            <@buttons.actionGroup><@buttons.button id="keyward-enrol-go" name="go" label="doContinue" /></@buttons.actionGroup>
        </form>
    </#if>
</@layout.registrationLayout>
