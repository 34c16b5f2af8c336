// The first script of a host page, one classic file: starts the launcher and knows where the app lies.
import { launch } from './launcher.ts';

/** The app's file, relative to this script; set by the build. */
declare const __APP_FILE__: string;

launch(document.currentScript as HTMLScriptElement, (base) => import(/* @vite-ignore */ base + __APP_FILE__));
