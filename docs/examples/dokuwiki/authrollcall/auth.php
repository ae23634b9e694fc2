<?php

/**
 * Takes the person from the headers that a proxy of Rollcall sets at every request: nobody signs in here any more.
 * Whoever reaches DokuWiki around the proxy can be anybody: it must listen where only the proxy gets to.
 */
class auth_plugin_authrollcall extends DokuWiki_Auth_Plugin
{
    public function __construct()
    {
        parent::__construct();
        $this->success = true;
        $this->cando['external'] = true;
        // Signing out of DokuWiki alone would change nothing: the way out is /.rollcall/sign-out.
        $this->cando['logout'] = false;
    }

    public function trustExternal($user, $pass, $sticky = false)
    {
        global $USERINFO;
        global $conf;
        global $INPUT;
        $name = $INPUT->server->str('HTTP_REMOTE_USER');
        // False, not null: null would let DokuWiki ask for passwords of its own.
        if ($name === '') return false;

        $groups = explode(',', $INPUT->server->str('HTTP_REMOTE_GROUPS'));
        $USERINFO = [
            'name' => $INPUT->server->str('HTTP_REMOTE_NAME'),
            'mail' => $INPUT->server->str('HTTP_REMOTE_EMAIL'),
            'grps' => array_merge([$conf['defaultgroup']], array_filter(array_map('trim', $groups), 'strlen')),
        ];
        $INPUT->server->set('REMOTE_USER', $name);
        $_SESSION[DOKU_COOKIE]['auth']['user'] = $name;
        $_SESSION[DOKU_COOKIE]['auth']['info'] = $USERINFO;
        return true;
    }
}
