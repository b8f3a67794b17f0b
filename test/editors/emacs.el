;;; Opens a main.cf as somebody with Emacs and eglot would, asks what an editor asks, and writes the answers to $ANSWERS.
(package-initialize)
(require 'eglot)
(require 'json)

(define-derived-mode postfix-main-cf-mode conf-unix-mode "main.cf")
(add-to-list 'eglot-server-programs
             (list 'postfix-main-cf-mode (getenv "NODE") (getenv "SERVER") "--stdio"))
(setq eglot-sync-connect 20
      eglot-send-changes-idle-time 0
      eglot-workspace-configuration '((:postfixMainCf :rules (:no-final-newline "off"))))

(defun wait-for (holds)
  (with-timeout (20 nil)
    (while (not (funcall holds)) (accept-process-output nil 0.05))))

(defun codes ()
  (mapcar (lambda (found) (flymake-diagnostic-text found)) (flymake-diagnostics)))

(defun ask (method &rest params)
  (jsonrpc-request (eglot-current-server) method
                   (append (list :textDocument (eglot--TextDocumentIdentifier)) params)
                   :timeout 10))

(defvar answers (make-hash-table :test 'equal))
(defun keep (name value) (puthash name value answers))

(find-file (getenv "FILE"))
(postfix-main-cf-mode)
(apply #'eglot (eglot--guess-contact))
(flymake-mode 1)
(flymake-start)
(wait-for (lambda () (flymake-start) (flymake-diagnostics)))
(keep "diagnostics" (vconcat (codes)))
(keep "hover" (ask :textDocument/hover :position '(:line 1 :character 3)))
(keep "completion" (ask :textDocument/completion :position '(:line 2 :character 8)))

(goto-char (point-min))
(search-forward "!SSLv2")
(replace-match ">=TLSv1.2" t t)
(eglot--signal-textDocument/didChange)
(wait-for (lambda () (flymake-start) (not (seq-find (lambda (text) (string-match-p "SSLv3" text)) (codes)))))
(keep "afterwards" (vconcat (codes)))
(eglot-format-buffer)
(keep "formatted" (vconcat (split-string (buffer-string) "\n")))

(with-temp-file (getenv "ANSWERS") (insert (json-encode answers)))
(set-buffer-modified-p nil)
(kill-emacs 0)
